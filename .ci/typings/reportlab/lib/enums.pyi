TA_LEFT: int
TA_CENTER: int
TA_RIGHT: int
