using SageTasks.Storage;

namespace SageTasks.ContractSuites;

/// <summary>A store with a place to write to, for the suites that every store passes.</summary>
public interface IStoreHarness : IAsyncDisposable
{
    /// <summary>The store, as a user would make it.</summary>
    IObjectStore Store { get; }

    /// <summary>A place that holds nothing; ends in a slash where the store has folders or prefixes.</summary>
    Location Root { get; }

    /// <summary>Whether a version that was replaced can still be read.</summary>
    bool KeepsVersions => false;

    /// <summary>Whether a store that describes objects on reading does so for a stretch of one too.</summary>
    bool DescribesStretches => true;

    /// <summary>Whether the store takes a name; it refuses the others before anything is sent.</summary>
    bool Takes(string name) => true;

    /// <summary>The location of a name below the root; the name may hold slashes where the store can list.</summary>
    Location Place(string name);
}
