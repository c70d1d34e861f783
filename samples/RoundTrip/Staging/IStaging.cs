using SageTasks.Storage;
using SageTasks.Synapse;

namespace RoundTrip.Staging;

/// <summary>The place that this program and the pipelines both reach: inputs are put there, results are taken from there.</summary>
internal interface IStaging
{
    /// <summary>The folder that runs write below: the value of the parameter <c>outdir</c>.</summary>
    string OutputFolder { get; }

    /// <summary>Stages files of Synapse. The same bytes have the same location each time; what is there already is not moved again.</summary>
    /// <param name="files">The files.</param>
    /// <param name="bar">Shows how far a transfer is.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept.</param>
    /// <returns>The files in the same order.</returns>
    Task<IReadOnlyList<StagedFile>> StageAsync(IReadOnlyList<SynapseId> files, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken);

    /// <summary>Brings the results of a run to this machine.</summary>
    /// <param name="results">The folder that the run wrote.</param>
    /// <param name="bar">Shows how far a transfer is.</param>
    /// <param name="cancellationToken">Ends it; what has arrived is kept.</param>
    /// <returns>The local folder that holds them.</returns>
    Task<string> FetchAsync(string results, Func<string, IProgress<TransferProgress>?> bar, CancellationToken cancellationToken);
}
