#pragma once

/// The form of a measure as widgets: one for each type of option, none for a name.

#include <string>

#include "viewer/app/form.hpp"
#include "viewer/window/desk.hpp"

namespace planspiel::viewer {

/// Widgets for one option. True where `value` was changed; `gesture` is then what the step belongs to.
bool form_widget(Desk& desk, const FormField& field, Value& value, const std::string& name, std::size_t measure);

}  // namespace planspiel::viewer
