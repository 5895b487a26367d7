"""SQLCipher's driver has the names of the standard library's `sqlite3`."""

from sqlite3 import *
from sqlite3 import Connection as Connection
from sqlite3 import Cursor as Cursor
from sqlite3 import Row as Row
