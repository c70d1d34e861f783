namespace SageTasks.Testing.S3;

/// <summary>What the journal says about an upload.</summary>
/// <param name="Upload">Its id.</param>
/// <param name="Part">The number of a part that came.</param>
/// <param name="Size">The part's size.</param>
internal sealed record UploadCommit(string Upload, int? Part = null, long? Size = null);
