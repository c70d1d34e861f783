using SageTasks.Http;

namespace SageTasks.Storage.Azure;

/// <summary>What an answer to a conditional write means. Azure says both 409 and 412 where something is there.</summary>
internal static class Conditions
{
    /// <summary>Whether it takes a look to know: the condition did not hold, perhaps because an earlier attempt had written, or no
    /// answer came at all.</summary>
    public static bool IsOpen(ApiException answer, PutMode mode) =>
        answer is NetworkFailureException or ServerFailureException || (mode != PutMode.Overwrite && IsRefusal(answer, mode));

    /// <summary>The exception for a write that did not take place.</summary>
    public static Exception Refusal(Location location, PutOptions options, ApiException answer) => options.Mode switch
    {
        _ when !IsRefusal(answer, options.Mode) => answer,
        PutMode.CreateNew => new DestinationExistsException(location.ToString(), answer),
        PutMode.IfMatch => new DestinationChangedException(location.ToString(), options.IfMatch!, answer),
        _ => answer,
    };

    // A lease and other things have the same statuses, and are no answer to a condition.
    private static bool IsRefusal(ApiException answer, PutMode mode) => answer.Error.Code switch
    {
        "ConditionNotMet" or "TargetConditionNotMet" => true,

        // A signature that may only create is refused before the condition is looked at.
        "BlobAlreadyExists" or "UnauthorizedBlobOverwrite" => mode == PutMode.CreateNew,
        "BlobNotFound" => mode == PutMode.IfMatch,
        null => answer is PreconditionFailedException,
        _ => false,
    };
}
