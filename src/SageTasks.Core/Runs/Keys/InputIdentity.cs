namespace SageTasks.Runs;

/// <summary>How the inputs of a piece of work are identified.</summary>
public enum InputIdentity
{
    /// <summary>By the paths and values in the parameters alone: changed bytes under the same path are not noticed.</summary>
    Path = 0,

    /// <summary>By content, but at least one identity is weak, such as the ETag of a multipart upload.</summary>
    WeakContent,

    /// <summary>By digests or immutable versions that the caller gave.</summary>
    Content,
}
