namespace SageTasks.Runs;

/// <summary>A platform's side of the submission guard. Its shape may change until four platforms have passed the suite (0.x).</summary>
/// <typeparam name="TRequest">The platform's request record.</typeparam>
public interface IRunPlatform<TRequest>
{
    /// <summary>What the platform can do.</summary>
    RunCapabilities Capabilities { get; }

    /// <summary>Resolves names, revision and defaults, and refuses a request that the platform would refuse. Called once a submission;
    /// creates nothing.</summary>
    Task<PreparedRun<TRequest>> PrepareAsync(TRequest request, CancellationToken cancellationToken = default);

    /// <summary>The part of a prepared request that identifies the work. Pure: the same request gives the same answer in every process.</summary>
    CanonicalRequest Canonicalize(PreparedRun<TRequest> prepared);

    /// <summary>Looks for every run that carries one of the keys, through all pages. A filter of the server's is trusted only when it was
    /// proven to find a known run and to leave out an impossible one.</summary>
    Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Creates the run (or its draft, with every <see cref="RunPlaceholder.Id"/> as it is) with exactly one request that is never
    /// repeated, the tag embedded.</summary>
    /// <exception cref="Http.SubmissionUnknownException">Whether a run was created is not known.</exception>
    /// <exception cref="DuplicateRunException">The platform says that this run exists already.</exception>
    Task<RunSnapshot> CreateAsync(PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default);

    /// <summary>Starts a draft, after putting its id in place of every <see cref="RunPlaceholder.Id"/> that stands in its stored request.
    /// Starting a run that is under way is refused or changes nothing; it never makes a second run.</summary>
    /// <exception cref="NotSupportedException">The platform has no drafts.</exception>
    /// <exception cref="Http.SubmissionUnknownException">Whether the draft was started is not known.</exception>
    /// <exception cref="Http.ApiException">The start was refused, for example because the run is no draft any more.</exception>
    Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Resumes a failed run as a new attempt, or answers null where this run cannot be resumed.</summary>
    /// <exception cref="Http.SubmissionUnknownException">Whether a run was created is not known.</exception>
    /// <exception cref="DuplicateRunException">The platform says that this attempt exists already.</exception>
    Task<RunSnapshot?> ResumeAsync(RunSnapshot failed, PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default);

    /// <summary>The request that the platform stored for a run, in the form of <see cref="Canonicalize"/>; null where it cannot be read.
    /// Ids that stand for a <see cref="RunPlaceholder.Id"/> stay as they are: the guard compares them.</summary>
    Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The run as it is now, or null where the platform does not show it (any more).</summary>
    Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Many runs as they are now, with as few requests as the platform allows. A run that it does not show is left out.</summary>
    Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default);

    /// <summary>Asks the platform to stop a run. Safe to repeat; a run that has ended stays as it is.</summary>
    Task CancelAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a draft after reading once more that it is one. A draft that is gone already is no error.</summary>
    /// <exception cref="NotSupportedException">The platform has no drafts.</exception>
    /// <exception cref="Http.ConflictException">The run is no draft any more; nothing was deleted.</exception>
    Task DiscardAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>The last lines that a run wrote, for an error message; empty where there are none.</summary>
    Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default);
}
