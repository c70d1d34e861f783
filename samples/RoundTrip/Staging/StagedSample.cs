namespace RoundTrip.Staging;

/// <summary>A sample as the Synapse table describes it, its files staged.</summary>
internal sealed record StagedSample(string Sample, string? Strandedness, StagedFile Read1, StagedFile Read2)
{
    public IEnumerable<StagedFile> Files => [Read1, Read2];
}
