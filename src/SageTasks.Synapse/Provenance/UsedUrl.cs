namespace SageTasks.Synapse;

/// <summary>Anything with a web address that an activity used, such as a pipeline's repository.</summary>
public sealed record UsedUrl() : Used(TypeName)
{
    internal const string TypeName = "org.sagebionetworks.repo.model.provenance.UsedURL";

    /// <summary>What to call it.</summary>
    public string? Name { get; init; }

    /// <summary>The address.</summary>
    public string? Url { get; init; }
}
