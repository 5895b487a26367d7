"""Folders of papers handed out in one action: PDF, workbooks and drafts together, from a window or from a terminal."""
