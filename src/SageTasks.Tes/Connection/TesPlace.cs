using SageTasks.Http;

namespace SageTasks.Tes;

/// <summary>Where on a server TES was found.</summary>
/// <param name="Api">The pipeline to the base path.</param>
/// <param name="InfoUnderTasks">The service tells about itself at <c>/tasks/service-info</c>, as before 1.0; null where it does so nowhere.</param>
internal sealed record TesPlace(ApiTransport Api, bool? InfoUnderTasks);
