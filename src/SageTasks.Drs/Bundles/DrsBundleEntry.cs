namespace SageTasks.Drs;

/// <summary>An object somewhere below a bundle.</summary>
public sealed record DrsBundleEntry
{
    /// <summary>Its path of names in the bundle, with slashes; empty where the walk began at an object that is no bundle.</summary>
    public required string Path { get; init; }

    /// <summary>Its DRS URI.</summary>
    public required string Uri { get; init; }

    /// <summary>The object; null where <see cref="Problem"/> says why not.</summary>
    public DrsObject? Object { get; init; }

    /// <summary>Why the object can't be had, or not under this name; null where nothing is known against it.</summary>
    public string? Problem { get; init; }
}
