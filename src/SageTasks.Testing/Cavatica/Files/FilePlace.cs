namespace SageTasks.Testing.Cavatica;

/// <summary>A folder of a project, where something is to go.</summary>
/// <param name="Project">The project.</param>
/// <param name="Folder">The id of the folder.</param>
internal sealed record FilePlace(ProjectDocument Project, string Folder);
