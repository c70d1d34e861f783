{
  "cwlVersion": "v1.2",
  "class": "CommandLineTool",
  "label": "Count the reads of a FASTQ file",
  "hints": { "DockerRequirement": { "dockerPull": "debian:12" } },
  "baseCommand": ["sh", "-c"],
  "arguments": ["gzip -dc \"$0\" | awk 'END { print NR / 4 }'", "$(inputs.reads.path)"],
  "inputs": { "reads": { "type": "File" } },
  "stdout": "$(inputs.reads.basename).count.txt",
  "outputs": { "count": { "type": "stdout" } }
}
