using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>A server whose lists a test can empty for a while.</summary>
public interface IOutageServer<TRequest>
{
    /// <summary>How many runs the server has.</summary>
    int Count { get; }

    /// <summary>Any request.</summary>
    TRequest Request { get; }

    /// <summary>A client of the server, as another process would make one, that settles in a second.</summary>
    IRunPlatform<TRequest> Connect(TimeProvider time);

    /// <summary>Adds so many runs of other work that a search pays off.</summary>
    void AddHistory();

    /// <summary>Adds a run that carries the key, where only a search or reading the whole list shows it.</summary>
    /// <returns>The run.</returns>
    string Add(SubmissionKey key);

    /// <summary>Answers a request for a page with 200 and nothing where it is struck, given its number (from 1 on) and whether it searches.</summary>
    void Strike(Func<int, bool, bool> isStruck);
}
