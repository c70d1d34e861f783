namespace SageTasks;

/// <summary>Shell.</summary>
public static class ShellTower;
