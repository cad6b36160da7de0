FROM python:3.11.14-slim-bookworm AS builder

# Which build of torch, as uv names them: cpu, or one for CUDA such as cu128. The default index's wheel is one for CUDA
# and brings gigabytes for a GPU that the API does not need.
ARG TORCH_BACKEND=cpu
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/medgraph && python -m venv /opt/uv && /opt/uv/bin/pip install uv==0.13.9
RUN /opt/uv/bin/uv pip install --no-cache --python /opt/medgraph/bin/python --torch-backend ${TORCH_BACKEND} torch==2.13.0

WORKDIR /source
COPY . .
RUN /opt/medgraph/bin/pip install -c constraints.txt .


FROM python:3.11.14-slim-bookworm

COPY --from=builder /opt/medgraph /opt/medgraph
ENV PATH=/opt/medgraph/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    MEDGRAPH_HOME=/var/lib/medgraph \
    HF_HOME=/var/lib/medgraph/huggingface
# A volume takes its owner from the folder that it covers first.
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/medgraph --create-home medgraph
USER medgraph
WORKDIR /var/lib/medgraph
VOLUME /var/lib/medgraph
EXPOSE 8080

# Not ready until models and indexes are loaded: the first start converts the embedding model.
HEALTHCHECK --interval=15s --timeout=10s --retries=4 --start-period=3m \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/readyz', timeout=8)"]
CMD ["medgraph", "serve", "--host", "0.0.0.0", "--port", "8080"]
