namespace SageTasks.Testing.Synapse;

/// <summary>The principals that every Synapse has.</summary>
internal static class Principals
{
    public const long Administrator = 1;
    public const long AuthenticatedUsers = 273948;
    public const long Public = 273949;
    public const long Anonymous = 273950;
}
