namespace SageTasks.Runs;

/// <summary>A server's list of all runs, by the requests of one look-up.</summary>
/// <typeparam name="TPage">A page as the server shows it.</typeparam>
internal interface IRunList<TPage>
{
    /// <summary>The first page.</summary>
    Task<TPage> FirstPageAsync(CancellationToken cancellationToken);

    /// <summary>The last run of a page; null where it shows none.</summary>
    string? LastOf(TPage page);

    /// <summary>Whether a page says that there is no run at all.</summary>
    bool IsEmpty(TPage page);

    /// <summary>Whether a page that shows no run says itself that there are some.</summary>
    bool ContradictsItself(TPage page) => false;

    /// <summary>Whether a run, asked for by its id, is there.</summary>
    Task<bool> HasAsync(string id, CancellationToken cancellationToken);
}
