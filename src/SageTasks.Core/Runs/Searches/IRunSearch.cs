namespace SageTasks.Runs;

/// <summary>A server's search for runs, by the requests of one look-up.</summary>
/// <typeparam name="TRun">A run as the server's lists show it.</typeparam>
internal interface IRunSearch<TRun>
{
    /// <summary>All runs that are shown for a key; null where the answer is not whole, or shows a run that it should have left out.</summary>
    Task<IReadOnlyCollection<TRun>?> FindAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>A page (null: the first) of what is shown for a term; null where it shows a run that it should have left out.</summary>
    Task<SearchPage?> PageAsync(SearchTerm term, string? token, CancellationToken cancellationToken);
}
