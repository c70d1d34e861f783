namespace RoundTrip;

/// <summary>What of the results is in Synapse now.</summary>
/// <param name="Files">Files in the folder of results.</param>
/// <param name="Uploaded">Those whose bytes went up now.</param>
/// <param name="Rows">Rows that were appended to the table now.</param>
internal sealed record LoadedResults(int Files, int Uploaded, long Rows);
