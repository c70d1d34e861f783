namespace SageTasks.Testing.S3;

/// <summary>A checksum as it is kept and told.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Value">In Base64; that of parts' checksums ends in their number.</param>
/// <param name="Type"><c>FULL_OBJECT</c> or <c>COMPOSITE</c>.</param>
internal sealed record Checksum(string Algorithm, string Value, string Type = ChecksumAlgorithm.FullObject)
{
    public string Header => ChecksumAlgorithm.Find(Algorithm)!.Header;

    public string Element => ChecksumAlgorithm.Find(Algorithm)!.Element;
}
