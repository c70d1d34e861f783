namespace SageTasks.Tower;

/// <summary>What Tower says about a run name (<c>GET /workflow/validate</c>).</summary>
public enum RunNameCheck
{
    /// <summary>The name can be used.</summary>
    Free = 0,

    /// <summary>A run of the session has this name already.</summary>
    Taken,

    /// <summary>Nextflow does not accept the name.</summary>
    Malformed,
}
