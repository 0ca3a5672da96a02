"""The same build on more than one core (`processes`); a cluster is to follow."""
