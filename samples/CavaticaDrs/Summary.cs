namespace ManifestToDrs;

/// <summary>What one execution did.</summary>
/// <param name="Launched">Tasks that were started.</param>
/// <param name="Reused">Tasks that were there already, finished or on their way.</param>
/// <param name="Minted">DRS URIs that the manifest in Synapse did not have before.</param>
internal sealed record Summary(int Launched, int Reused, int Minted)
{
    /// <summary>The line for programs.</summary>
    public string LastLine => $"launched={Launched} reused={Reused} minted={Minted}";
}
