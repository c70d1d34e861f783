using System.Collections.Frozen;

namespace SageTasks.Synapse;

/// <summary>The media type of a file by its extension.</summary>
internal static class ContentTypes
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".txt"] = "text/plain",
        [".log"] = "text/plain",
        [".md"] = "text/markdown",
        [".html"] = "text/html",
        [".htm"] = "text/html",
        [".json"] = "application/json",
        [".xml"] = "application/xml",
        [".yml"] = "application/yaml",
        [".yaml"] = "application/yaml",
        [".gz"] = "application/gzip",
        [".bgz"] = "application/gzip",
        [".zip"] = "application/zip",
        [".tar"] = "application/x-tar",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".svg"] = "image/svg+xml",
        [".fastq"] = "text/plain",
        [".fq"] = "text/plain",
        [".fasta"] = "text/plain",
        [".fa"] = "text/plain",
        [".vcf"] = "text/plain",
        [".bed"] = "text/plain",
        [".gtf"] = "text/plain",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static string Of(string path) => Known.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream");
}
