namespace Transfer;

/// <summary>What one execution did.</summary>
/// <param name="Copied">Objects that were copied, over all hops.</param>
/// <param name="Skipped">Objects that were there already, with the same digest.</param>
internal sealed record Summary(int Copied, int Skipped)
{
    /// <summary>The line for programs.</summary>
    public string LastLine => $"copied={Copied} skipped={Skipped}";
}
