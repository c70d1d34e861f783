namespace SageTasks.Storage;

/// <summary>Looks whether the condition of a write holds, where the server is not known to look itself: it saves what is there in all cases but
/// a race.</summary>
internal static class UnprovenCondition
{
    /// <param name="job">The copy.</param>
    /// <param name="support">How the store keeps to conditions of this kind of write.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DestinationExistsException">Something is there.</exception>
    /// <exception cref="DestinationChangedException">Another version is there, or none.</exception>
    public static async Task CheckAsync(CopyJob job, ConditionSupport support, CancellationToken cancellationToken)
    {
        if (job.Put.Mode == PutMode.Overwrite || support == ConditionSupport.Honoured)
        {
            return;
        }

        var found = await job.To.StatAsync(job.Destination, cancellationToken).ConfigureAwait(false);
        if (job.Put.IfMatch is { } expected && found?.Version.Tag != expected.Tag)
        {
            throw new DestinationChangedException(job.Destination.ToString(), expected);
        }

        if (job.Put.Mode == PutMode.CreateNew && found is not null)
        {
            throw new DestinationExistsException(job.Destination.ToString());
        }
    }
}
