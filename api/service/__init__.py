"""The services of one workspace: the parts built from its settings, one small service a job, `MedGraph` over them."""
