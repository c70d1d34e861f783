namespace SageTasks.Testing;

/// <summary>What a token of a <see cref="LocalGcs"/> allows.</summary>
public enum GcsAccess
{
    /// <summary>Everything.</summary>
    ReadWrite,

    /// <summary>Reading and listing; whatever changes something is a 403.</summary>
    ReadOnly,
}
