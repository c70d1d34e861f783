using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>What an answer to a conditional write means.</summary>
internal static class Conditions
{
    /// <summary>Whether it takes a look to know: the condition did not hold, perhaps because an earlier attempt had written, or no
    /// answer came at all.</summary>
    public static bool IsOpen(ApiException answer, PutMode mode) => answer switch
    {
        PreconditionFailedException or NetworkFailureException or ServerFailureException => true,
        NotFoundException => mode == PutMode.IfMatch && answer.Error.Code == "NoSuchKey",
        _ => false,
    };

    /// <summary>The exception for a write that did not take place.</summary>
    public static Exception Refusal(Location location, PutOptions options, ApiException answer) => answer switch
    {
        NetworkFailureException or ServerFailureException => answer,
        _ when options.IfMatch is { } expected => new DestinationChangedException(location.ToString(), expected, answer),
        _ => new DestinationExistsException(location.ToString(), answer),
    };
}
