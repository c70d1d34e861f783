namespace SageTasks.Testing;

/// <summary>What a user may do in a workspace, from most to least.</summary>
public enum TowerRole
{
    /// <summary>Everything.</summary>
    Owner,

    /// <summary>Everything in a workspace.</summary>
    Admin,

    /// <summary>Launch anything, save pipelines, write labels; no compute environments, no resource labels.</summary>
    Maintain,

    /// <summary>Launch saved pipelines and write datasets; no other repositories, no labels.</summary>
    Launch,

    /// <summary>Look.</summary>
    View,
}
