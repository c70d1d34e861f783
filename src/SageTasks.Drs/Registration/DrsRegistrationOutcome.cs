using System.Text.Json.Serialization;

namespace SageTasks.Drs;

/// <summary>How an object got its id.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DrsRegistrationOutcome>))]
public enum DrsRegistrationOutcome
{
    /// <summary>This call has registered it.</summary>
    Registered,

    /// <summary>It was registered already: by an earlier call, another process, or its platform.</summary>
    Found,
}
