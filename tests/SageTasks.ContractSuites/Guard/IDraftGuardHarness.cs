using System.Text.Json.Nodes;

namespace SageTasks.ContractSuites;

/// <summary>A platform that drafts a run before it starts it, for the suite to play on.</summary>
public interface IDraftGuardHarness<TRequest> : IGuardHarness<TRequest>
{
    /// <summary>The next start takes effect, and its reply is lost.</summary>
    void LoseNextStartReply();

    /// <summary>The next start is lost before it takes effect, and the caller cannot tell.</summary>
    void LoseNextStart();

    /// <summary>Changes the inputs of a draft, as a person does in the platform's page.</summary>
    Task EditAsync(string draftId, JsonObject parameters);

    /// <summary>Lets a run or draft have been created earlier, by the server's clock.</summary>
    Task AgeAsync(string runId, TimeSpan by);
}
