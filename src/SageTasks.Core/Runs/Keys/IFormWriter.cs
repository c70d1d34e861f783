using System.Text.Json.Nodes;

namespace SageTasks.Runs;

/// <summary>One version of the canonical form. A version that has been released never changes what it writes.</summary>
internal interface IFormWriter
{
    /// <summary>The form of a piece of work: the JSON object that its key is computed from.</summary>
    JsonObject Write<TRequest>(RunPlan<TRequest> plan, PreparedRun<TRequest> prepared, CanonicalRequest request);
}
