using System.Diagnostics.CodeAnalysis;

namespace SageTasks.Tower;

/// <summary>A bucket or folder of a cloud store that the workspace can browse (<c>GET /data-links</c>).</summary>
public sealed record DataLink
{
    /// <summary>The data link's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it holds.</summary>
    public string? Description { get; init; }

    /// <summary>Its address, such as <c>s3://bucket</c>.</summary>
    public string? ResourceRef { get; init; }

    /// <summary>The cloud store, such as <c>aws</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>Its region.</summary>
    public string? Region { get; init; }

    /// <summary>What it is, such as <c>bucket</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Whether it can be read: <c>VALID</c> or <c>INVALID</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Message { get; init; }

    /// <summary>Whether anyone can read it.</summary>
    public bool? PublicAccessible { get; init; }

    /// <summary>Whether it is hidden from lists.</summary>
    public bool? Hidden { get; init; }

    /// <summary>The credentials that can read it.</summary>
    [AllowNull]
    public IReadOnlyList<DataLinkCredentials> Credentials { get; init => field = value ?? []; } = [];
}
