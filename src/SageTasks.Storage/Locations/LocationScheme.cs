namespace SageTasks.Storage;

/// <summary>The schemes that a <see cref="Location"/> can have.</summary>
public static class LocationScheme
{
    /// <summary>A file on this machine: <c>file:///data/reads.fastq.gz</c>, or a plain path.</summary>
    public const string File = "file";

    /// <summary>A file behind HTTPS, presigned URLs included.</summary>
    public const string Https = "https";

    /// <summary>A file behind plain HTTP.</summary>
    public const string Http = "http";

    /// <summary>An object in Amazon S3 or a store that speaks its API: <c>s3://bucket/key</c>. The key is literal, not percent-encoded.</summary>
    public const string S3 = "s3";

    /// <summary>An object in Google Cloud Storage: <c>gs://bucket/key</c>. The key is literal, not percent-encoded.</summary>
    public const string Gs = "gs";

    /// <summary>A blob in Azure Storage: <c>az://container/blob</c>, as Nextflow writes it. The blob name is literal.</summary>
    public const string Az = "az";

    /// <summary>A Synapse entity (<c>syn://syn123</c>), one version of it (<c>syn://syn123.4</c>), or what has a name or a path of names
    /// below a project or folder (<c>syn://syn123/name</c>, <c>syn://syn123/folder/name</c>). Names are literal, not percent-encoded.</summary>
    public const string Syn = "syn";

    /// <summary>A GA4GH DRS object: <c>drs://host/id</c> or the compact form <c>drs://prefix:accession</c>.</summary>
    public const string Drs = "drs";

    /// <summary>A file on a Seven Bridges platform such as Cavatica: <c>sbg://owner/project/path</c>.</summary>
    public const string Sbg = "sbg";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [File, Https, Http, S3, Gs, Az, Syn, Drs, Sbg];
}
