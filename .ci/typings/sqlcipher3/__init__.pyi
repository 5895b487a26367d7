"""SQLCipher's driver has the names of the standard library's `sqlite3`."""

from sqlite3 import *

from sqlcipher3 import dbapi2 as dbapi2
