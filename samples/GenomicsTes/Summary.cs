namespace GenomicsTes;

/// <summary>What one execution did.</summary>
/// <param name="Launched">Tasks that were started.</param>
/// <param name="Reused">Tasks that were there already, finished or on their way.</param>
/// <param name="Registered">Results that got their DRS id.</param>
internal sealed record Summary(int Launched, int Reused, int Registered)
{
    /// <summary>The line for programs.</summary>
    public string LastLine => $"launched={Launched} reused={Reused} registered={Registered}";
}
