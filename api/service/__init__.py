"""The services of one workspace: the parts built from its settings, one small service a job, `MedGraph` over them.

A new job is one file here, a class over `Parts`, and one attribute of `MedGraph`.
"""
