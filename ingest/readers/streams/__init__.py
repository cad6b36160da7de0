"""Records out of large files, one in memory at a time: lines, JSON, XML, tagged lines, parts of packages."""
