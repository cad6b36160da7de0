"""Browsing: documents page by page, an entity with its relations and neighbours, and which entities are one."""
