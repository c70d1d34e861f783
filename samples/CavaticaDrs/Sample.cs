namespace ManifestToDrs;

/// <summary>A row of the manifest.</summary>
/// <param name="Name">The sample's name.</param>
/// <param name="Read1">The place of the first file of mates on the volume.</param>
/// <param name="Read2">The place of the second one.</param>
internal sealed record Sample(string Name, string Read1, string Read2);
