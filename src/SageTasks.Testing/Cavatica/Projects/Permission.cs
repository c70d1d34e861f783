namespace SageTasks.Testing.Cavatica;

/// <summary>What a member may do in a project.</summary>
internal enum Permission
{
    Read,
    Write,
    Copy,
    Execute,
    Admin,
}
