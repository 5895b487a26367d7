from typing import Any

class Format:
    def __getattr__(self, name: str) -> Any: ...
