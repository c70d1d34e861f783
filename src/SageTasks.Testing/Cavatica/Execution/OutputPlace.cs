namespace SageTasks.Testing.Cavatica;

/// <summary>Where an output goes.</summary>
/// <param name="Folder">The project's folder that its file lies in.</param>
/// <param name="Volume">The volume that its bytes go to; null for the platform's own storage.</param>
/// <param name="Prefix">The place on the volume, with a slash at its end unless it is empty.</param>
internal sealed record OutputPlace(string Folder, VolumeDocument? Volume = null, string Prefix = "");
