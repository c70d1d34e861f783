namespace SageTasks.Testing.Wes;

/// <summary>A workflow language that the server runs, and the engine that runs it.</summary>
/// <param name="Type">The word for the language.</param>
/// <param name="Versions">Its versions.</param>
/// <param name="Engine">The word for the engine.</param>
/// <param name="EngineVersion">The engine's version, found out when it is first asked for: an engine takes its time to say it.</param>
internal sealed record WorkflowLanguage(string Type, IReadOnlyList<string> Versions, string Engine, Lazy<Task<string>> EngineVersion);
