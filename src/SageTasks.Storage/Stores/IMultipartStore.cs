using SageTasks.Http;

namespace SageTasks.Storage;

/// <summary>A store that takes large objects in parts, which a later process can go on with.</summary>
public interface IMultipartStore : IObjectStore
{
    /// <summary>Begins a multipart upload. It costs money until it is completed or aborted.</summary>
    /// <param name="location">Where the object will appear.</param>
    /// <param name="size">The number of bytes in all.</param>
    /// <param name="partSize">The number of bytes of every part but the last, within <see cref="StoreCapabilities.Limits"/>.</param>
    /// <param name="options">The condition, checked on completion, and what is stored with the object.</param>
    /// <param name="cancellationToken">Ends it; an upload that was begun all the same is found by <see cref="ListUploadsAsync"/>.</param>
    /// <exception cref="NotSupportedException">The store cannot keep to this condition.</exception>
    /// <exception cref="DestinationExistsException">The store sees already now that the condition does not hold.</exception>
    /// <exception cref="DestinationChangedException">The store sees already now that the condition does not hold.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectUpload> BeginUploadAsync(
        Location location, long size, long partSize, PutOptions options, CancellationToken cancellationToken = default);

    /// <summary>Sends a part; sending one again replaces it.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="part">The part's number, from 1; in order where the store is <see cref="MultipartSupport.Sequential"/>.</param>
    /// <param name="content">Exactly <see cref="ObjectUpload.LengthOf"/> bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UploadGoneException">The upload was aborted, completed or forgotten by the store.</exception>
    /// <exception cref="DigestMismatchException">The store received other bytes than the digests are of.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<UploadedPart> PutPartAsync(ObjectUpload upload, int part, ObjectContent content, CancellationToken cancellationToken = default);

    /// <summary>The parts that the store holds, all pages, by number.</summary>
    /// <exception cref="UploadGoneException">The upload was aborted, completed or forgotten by the store.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    IAsyncEnumerable<UploadedPart> ListPartsAsync(ObjectUpload upload, CancellationToken cancellationToken = default);

    /// <summary>Makes the object appear from its parts, all at once.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="parts">All parts, in order.</param>
    /// <param name="cancellationToken">Ends it; the object may have appeared all the same.</param>
    /// <returns>The object as it is now.</returns>
    /// <exception cref="DestinationExistsException"><see cref="PutMode.CreateNew"/>, and something is there.</exception>
    /// <exception cref="DestinationChangedException"><see cref="PutMode.IfMatch"/>, and another version is there, or none.</exception>
    /// <exception cref="UploadGoneException">The upload was aborted or forgotten, and the object is not the one that it would have made.</exception>
    /// <exception cref="UploadIncompleteException">The store does not hold all parts, such as after the death of the process that sent the last one.</exception>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task<ObjectInfo> CompleteUploadAsync(ObjectUpload upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken = default);

    /// <summary>Gives an upload up and frees what it holds; one that is gone is fine.</summary>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    Task AbortUploadAsync(ObjectUpload upload, CancellationToken cancellationToken = default);

    /// <summary>Uploads under a prefix that were begun and neither completed nor aborted, all pages. Their sizes are not known: 0.</summary>
    /// <exception cref="ApiException">The store refused or did not answer.</exception>
    IAsyncEnumerable<ObjectUpload> ListUploadsAsync(Location prefix, CancellationToken cancellationToken = default);
}
