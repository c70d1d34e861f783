namespace SageTasks.Drs;

/// <summary>What Gen3's indexd is told of each record.</summary>
public sealed class IndexdOptions
{
    /// <summary>The prefix of new ids, such as <c>dg.4503</c>; null for bare ones. It has to be the server's own.</summary>
    public string? Prefix { get; set; }

    /// <summary>The resource paths of which one opens the object, such as <c>/programs/p/projects/q</c>.</summary>
    public IReadOnlyList<string> Authz { get; set; } = [];

    /// <summary>The older access list, for commons that still use it.</summary>
    public IReadOnlyList<string> Acl { get; set; } = [];

    /// <summary>The host in the URIs of objects.</summary>
    /// <value>null: that of the index, which must then be on port 443 or on this machine: DRS URIs have no port.</value>
    public string? Host { get; set; }
}
