namespace SageTasks.Wes;

/// <summary>A workflow as a registry has it: every file of it, the first among them.</summary>
internal sealed record TrsWorkflow(string Type, WesAttachment Primary, IReadOnlyList<WesAttachment> Files);
