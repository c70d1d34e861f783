namespace SageTasks.ContractSuites;

/// <summary>Stands for the death of a process: nothing after it happens.</summary>
public sealed class ProcessKilledException() : Exception("The process was killed.");
