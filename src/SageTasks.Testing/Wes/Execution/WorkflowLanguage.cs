namespace SageTasks.Testing.Wes;

/// <summary>A workflow language that the server runs, and the engine that runs it.</summary>
internal sealed record WorkflowLanguage(string Type, IReadOnlyList<string> Versions, string Engine, string EngineVersion);
