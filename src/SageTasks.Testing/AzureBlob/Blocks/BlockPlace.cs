namespace SageTasks.Testing.AzureBlob;

/// <summary>Where a list of blocks says that a block is looked for.</summary>
internal enum BlockPlace
{
    /// <summary>Among the blocks that wait, and where it is not there, in the blob.</summary>
    Latest,

    /// <summary>In the blob.</summary>
    Committed,

    /// <summary>Among the blocks that wait.</summary>
    Uncommitted,
}
